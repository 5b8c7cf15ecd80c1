export { ClockBehind, LogClock, MACHINE_CLOCKS, type Clocks } from './log-clock.js';
export { openDeployment, type Deployment } from './deployment.js';
export { forgetEmbeddedLog, forgetEmbeddedViews, openLog } from './open-log.js';
export { copyViews, openForReading, openViewsForReading, type ReadOnlyLog } from './read-only.js';
export { calendarOf } from './calendar.js';
export type { CalendarSetting } from './calendar-setting.js';
export { ConfigurationInvalid } from './configuration-invalid.js';
export { setting, storageSettings, type StorageSettings } from './settings.js';
