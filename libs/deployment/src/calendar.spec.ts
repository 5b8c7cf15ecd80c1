import type { WorkCalendar } from '#relationship';
import { calendarSetting } from './settings/calendar-setting.js';
import { calendarOf } from './calendar.js';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';

const calendar = (text: string) => calendarOf(calendarSetting(text));
const off = ({ holidays }: WorkCalendar, ...days: string[]) => days.filter((day) => holidays.has(day));

it('knows no holidays where nothing is set', async () => {
  const { holidays, weekend, bySegment } = await calendarOf(undefined);
  expect([holidays.has('2026-12-25'), weekend, bySegment]).toEqual([false, undefined, undefined]);
});

describe('public holidays', () => {
  it('are those of the country and region, in any year', async () => {
    const epiphany = ['2026-01-06', '2031-01-06', '1999-01-06'];
    expect(off(await calendar('DE-BY'), ...epiphany, '2026-12-25', '2026-12-24')).toEqual([...epiphany, '2026-12-25']);
    expect(off(await calendar('DE-BE'), ...epiphany, '2026-03-08')).toEqual(['2026-03-08']);
    expect(off(await calendar('US-LA-NO'), '2026-02-17')).toEqual(['2026-02-17']);
  });
  it('are kept on another day where they fall on a weekend', async () =>
    // Boxing Day of 2026 is a Saturday.
    expect(off(await calendar('GB-ENG'), '2026-12-28', '2026-12-29')).toEqual(['2026-12-28']));
  it('last for several days, over the end of a year too', async () => {
    expect(off(await calendar('SA'), '2026-03-18', '2026-03-19', '2026-03-22', '2026-03-23')).toEqual([
      '2026-03-19',
      '2026-03-22',
    ]);
    // Incwala in Eswatini lasts six days, from 28 December.
    expect(off(await calendar('SZ'), '2026-12-31', '2027-01-02')).toEqual(['2026-12-31', '2027-01-02']);
  });
  it('are none of which only the afternoon is free', async () =>
    expect(off(await calendar('IS'), '2026-12-24', '2026-12-25')).toEqual(['2026-12-25']));
  it('are not known before 1970', async () =>
    expect(off(await calendar('DE'), '1969-12-25', '1970-12-25')).toEqual(['1970-12-25']));

  it.each([
    ['XX', '"XX" in "XX" is not known; known are AD, AE,'],
    ['DE-XX', '"XX" in "DE-XX" is not known; known are BB, BE, BW,'],
    ['SG-01', '"01" in "SG-01" is not known; there are no regions in it'],
    ['US-LA-XX', '"XX" in "US-LA-XX" is not known; known are NO'],
    ['US-LA-NO-X', '"US-LA-NO-X" has more than three parts'],
  ])('of %s are refused', async (code, problem) => {
    await expect(calendar(code)).rejects.toThrow(ConfigurationInvalid);
    await expect(calendar(code)).rejects.toThrow(problem);
  });
});

describe('a calendar', () => {
  it('has the weekend of its country unless it says its own', async () => {
    const weekend = async (text: string) => [...((await calendar(text)).weekend ?? [])];
    expect(await weekend('DE')).toEqual([6, 7]);
    expect(await weekend('EG')).toEqual([5, 6]);
    expect(await weekend('{}')).toEqual([6, 7]);
    expect(await weekend('{"holidays": "EG", "weekend": ["FRIDAY"]}')).toEqual([5]);
    expect(await weekend('{"weekend": []}')).toEqual([]);
  });
  it('has own days, of one year or of all', async () =>
    expect(
      off(
        await calendar('{"ownDays": ["12-24", "2026-05-15"]}'),
        '2026-12-24',
        '2030-12-24',
        '2026-05-15',
        '2027-05-15',
      ),
    ).toEqual(['2026-12-24', '2030-12-24', '2026-05-15']));
  it('has business hours where it says so', async () => {
    expect((await calendar('DE')).businessHours).toBeUndefined();
    const { businessHours } = await calendar('{"businessHours": {"from": "09:30", "to": "24:00"}}');
    expect(businessHours).toEqual({ fromMinute: 570, toMinute: 1440 });
  });
  it('may be another one in a segment, which takes nothing from it', async () => {
    const { bySegment } = await calendar(
      '{"holidays": "DE", "ownDays": ["12-24"], "segments": {"UK": {"holidays": "GB-ENG"}}}',
    );
    const uk = bySegment?.get('UK') as WorkCalendar;
    expect(off(uk, '2026-08-31', '2026-10-03', '2026-12-24')).toEqual(['2026-08-31']);
    expect(bySegment?.get('SMB')).toBeUndefined();
  });
});
