import { NO_HOLIDAYS } from '#relationship';
import { WAITING } from '../../../../test/kit/waiting.js';
import { ModelRegistry } from '../registry/model-registry.js';
import { TRUST_BETA_1 } from './built-in.js';
import { onCalendar } from './on-calendar.js';

const BANK = { holidays: new Set(['2026-04-06']), businessHours: { fromMinute: 540, toMinute: 1020 } };

it('a model counts by the days and hours of the calendar, and by its own cadences and waits', () => {
  const { calendar, ...rest } = onCalendar(WAITING, BANK);
  expect(calendar).toMatchObject(BANK);
  expect(calendar.waiting).toBe(WAITING.calendar.waiting);
  expect({ ...rest, calendar: WAITING.calendar }).toEqual(WAITING);
});

it('it is one object for one calendar, and itself where every hour counts', () => {
  expect(onCalendar(WAITING, BANK)).toBe(onCalendar(WAITING, BANK));
  expect(onCalendar(onCalendar(WAITING, BANK), BANK)).toBe(onCalendar(WAITING, BANK));
  expect(onCalendar(WAITING, { ...BANK })).not.toBe(onCalendar(WAITING, BANK));
  expect(onCalendar(WAITING, NO_HOLIDAYS)).toBe(WAITING);
});

it('a registry puts every model on its calendar, also as it was known earlier', () => {
  const registry = ModelRegistry.of([], BANK);
  for (const { model } of registry.all()) expect(model.calendar).toMatchObject(BANK);
  expect(registry.activeFor(null)).toBe(onCalendar(TRUST_BETA_1, BANK));
  expect(registry.inForce(null)[0].model).toBe(registry.activeFor(null));
  expect(registry.asKnown({ knownAt: 0 }).calendar).toBe(BANK);
});
