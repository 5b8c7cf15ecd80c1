import { NO_HOLIDAYS } from '#relationship';
import { ModelRegistry } from '../registry/model-registry.js';
import { TRUST_BETA_1, TRUST_BETA_3 } from './built-in.js';
import { onCalendar } from './on-calendar.js';

const BANK = { holidays: new Set(['2026-04-06']), businessHours: { fromMinute: 540, toMinute: 1020 } };

it('a model counts by the days and hours of the calendar, and by its own cadences and waits', () => {
  const { calendar, ...rest } = onCalendar(TRUST_BETA_3, BANK);
  expect(calendar).toMatchObject(BANK);
  expect(calendar.waiting).toBe(TRUST_BETA_3.calendar.waiting);
  expect({ ...rest, calendar: TRUST_BETA_3.calendar }).toEqual(TRUST_BETA_3);
});

it('it is one object for one calendar, and itself where every hour counts', () => {
  expect(onCalendar(TRUST_BETA_3, BANK)).toBe(onCalendar(TRUST_BETA_3, BANK));
  expect(onCalendar(onCalendar(TRUST_BETA_3, BANK), BANK)).toBe(onCalendar(TRUST_BETA_3, BANK));
  expect(onCalendar(TRUST_BETA_3, { ...BANK })).not.toBe(onCalendar(TRUST_BETA_3, BANK));
  expect(onCalendar(TRUST_BETA_3, NO_HOLIDAYS)).toBe(TRUST_BETA_3);
});

it('a registry puts every model on its calendar, also as it was known earlier', () => {
  const registry = ModelRegistry.of([], BANK);
  for (const { model } of registry.all()) expect(model.calendar).toMatchObject(BANK);
  expect(registry.activeFor(null)).toBe(onCalendar(TRUST_BETA_1, BANK));
  expect(registry.inForce(null)[0].model).toBe(registry.activeFor(null));
  expect(registry.asKnown({ knownAt: 0 }).calendar).toBe(BANK);
});
