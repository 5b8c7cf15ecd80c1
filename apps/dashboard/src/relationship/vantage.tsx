import { useState } from 'react';
import { Button, Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { keepInAddress } from '../address/address.js';
import { Tick } from '../recording/fields.js';
import { date } from '../words/numbers.js';
import { words } from '../words/words.js';

const DAY_MS = 24 * 60 * 60_000;

type Props = {
  readonly openedAt: string;
  /** The time in the address; null for now. */
  readonly asOf: string | null;
  readonly isAsKnown: boolean;
  readonly now: number;
};

/** Which time is shown, and whether with what was recorded later about it. Both are kept in the address. */
export function VantageSlider({ openedAt, asOf, isAsKnown, now }: Props) {
  const last = Math.max(1, Math.floor((now - Date.parse(openedAt)) / DAY_MS));
  const given = asOf === null ? last : Math.floor((Date.parse(asOf) - Date.parse(openedAt)) / DAY_MS);
  const [days, setDays] = useState(given);
  const { relationship: texts } = words;
  const instant = (day: number) => new Date(Date.parse(openedAt) + day * DAY_MS).toISOString();
  const show = (day: number) => keepInAddress({ asOf: day >= last ? null : instant(day) });
  return (
    <div className="vantage">
      <Slider value={days} minValue={0} maxValue={last} onChange={setDays} onChangeEnd={show}>
        <Label>{texts.asOf}</Label>
        <SliderOutput>{days >= last ? texts.today : date(instant(days))}</SliderOutput>
        <SliderTrack>
          <SliderThumb />
        </SliderTrack>
      </Slider>
      {asOf !== null && (
        <>
          <Tick
            label={texts.asKnown}
            isOn={isAsKnown}
            onChange={(isOn) => keepInAddress({ known: isOn ? '1' : null })}
          />
          <Button
            onPress={() => {
              setDays(last);
              keepInAddress({ asOf: null, known: null });
            }}
          >
            {texts.backToToday}
          </Button>
        </>
      )}
    </div>
  );
}
