/** The configuration is not valid. The message names the variable and says what to do. */
export class ConfigurationInvalid extends Error {}
