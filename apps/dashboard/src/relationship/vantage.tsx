import { useState } from 'react';
import { Button, Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { keepInAddress } from '../address/address.js';
import { date } from '../words/numbers.js';
import { words } from '../words/words.js';

const DAY_MS = 24 * 60 * 60_000;

/** Which time is shown, and what was known when. Null means now. */
export type Vantage = { readonly asOf: string | null; readonly knownAt: string | null };

type Props = { readonly openedAt: string; readonly vantage: Vantage; readonly now: number };

/** Both clocks: when it happened, and when it was known. The address keeps them. */
export function VantageSliders({ openedAt, vantage: { asOf, knownAt }, now }: Props) {
  const { relationship: texts } = words;
  return (
    <div className="vantage">
      <DaySlider label={texts.asOf} param="asOf" latest={texts.today} at={asOf} {...{ openedAt, now }} />
      <DaySlider label={texts.knownAt} param="known" latest={texts.allKnown} at={knownAt} {...{ openedAt, now }} />
      {asOf !== null && knownAt !== asOf && (
        <Button onPress={() => keepInAddress({ known: asOf })}>{texts.asKnown}</Button>
      )}
      {(asOf !== null || knownAt !== null) && (
        <Button onPress={() => keepInAddress({ asOf: null, known: null })}>{texts.backToToday}</Button>
      )}
    </div>
  );
}

type DayProps = {
  readonly label: string;
  /** The name in the address. */
  readonly param: 'asOf' | 'known';
  /** What the right end is called. */
  readonly latest: string;
  readonly at: string | null;
  readonly openedAt: string;
  readonly now: number;
};

/** A day since the relationship was opened; at the right end, now. */
function DaySlider({ label, param, latest, at, openedAt, now }: DayProps) {
  const last = Math.max(1, Math.floor((now - Date.parse(openedAt)) / DAY_MS));
  const given = at === null ? last : Math.floor((Date.parse(at) - Date.parse(openedAt)) / DAY_MS);
  // While it moves, where it is; then the address says it. So it stays the same slider, and keeps the focus of the keyboard.
  const [moving, setMoving] = useState<number | null>(null);
  const days = moving ?? Math.min(Math.max(given, 0), last);
  const instant = (day: number) => new Date(Date.parse(openedAt) + day * DAY_MS).toISOString();
  return (
    <Slider
      value={days}
      minValue={0}
      maxValue={last}
      onChange={setMoving}
      onChangeEnd={(day) => {
        setMoving(null);
        keepInAddress({ [param]: day >= last ? null : instant(day) });
      }}
    >
      <Label>{label}</Label>
      <SliderOutput>{days >= last ? latest : date(instant(days))}</SliderOutput>
      <SliderTrack>
        <SliderThumb />
      </SliderTrack>
    </Slider>
  );
}
