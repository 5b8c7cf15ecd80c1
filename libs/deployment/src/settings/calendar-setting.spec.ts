import { calendarSetting, minuteIn } from './calendar-setting.js';
import { ConfigurationInvalid } from './configuration-invalid.js';

it('is a country or region, or a JSON object', () => {
  expect(calendarSetting('DE-BY')).toEqual({ holidays: 'DE-BY' });
  const written = {
    holidays: 'DE-BY',
    ownDays: ['12-24', '2026-05-15', '02-29'],
    weekend: ['SUNDAY'],
    businessHours: { from: '00:00', to: '24:00' },
    segments: { UK: { holidays: 'GB-ENG' }, 'all year': {} },
  };
  expect(calendarSetting(JSON.stringify(written))).toEqual(written);
  expect(calendarSetting('{}')).toEqual({});
});

it.each([
  ['{"holidays": "DE"', 'CALENDAR is not JSON'],
  ['{"hollidays": "DE"}', 'CALENDAR hollidays'],
  ['{"holidays": 7}', 'CALENDAR holidays'],
  ['{"weekend": ["SUN"]}', 'CALENDAR weekend'],
  ['{"ownDays": ["2026-02-29"]}', 'CALENDAR ownDays: "2026-02-29"'],
  ['{"ownDays": ["24.12."]}', 'CALENDAR ownDays: "24.12."'],
  ['{"ownDays": ["12-32"]}', 'CALENDAR ownDays: "12-32"'],
  ['{"businessHours": {"from": "09:00"}}', 'CALENDAR businessHours.to'],
  ['{"businessHours": {"from": "17:00", "to": "09:00"}}', 'CALENDAR businessHours: from "17:00" to "09:00"'],
  ['{"businessHours": {"from": "09:00", "to": "24:01"}}', 'to "24:01"'],
  ['{"businessHours": {"from": "9:00", "to": "17:00"}}', 'from "9:00"'],
  ['{"segments": ["UK"]}', 'CALENDAR segments must be an object'],
  ['{"segments": {"UK": "GB"}}', 'CALENDAR segments.UK must be an object'],
  ['{"segments": {"UK": {"ownDays": ["x"]}}}', 'CALENDAR segments.UK ownDays: "x"'],
  ['{"segments": {"UK": {"segments": {}}}}', 'CALENDAR segments.UK segments'],
])('%s is refused with its place and value', (text, problem) => {
  expect(() => calendarSetting(text)).toThrow(ConfigurationInvalid);
  expect(() => calendarSetting(text)).toThrow(problem);
});

it.each([
  ['00:00', 0],
  ['09:30', 570],
  ['24:00', 1440],
  ['24:01', null],
  ['09:60', null],
  ['9:30', null],
])('%s is minute %s of the day', (time, minute) => expect(minuteIn(time)).toBe(minute));
