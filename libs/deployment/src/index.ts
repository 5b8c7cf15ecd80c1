export { openDeployment, type Deployment } from './deployment.js';
export { ConfigurationInvalid, setting, storageSettings, type StorageSettings } from './settings.js';
