/** Configuration that makes no sense; the message names the variable and says what is wanted. */
export class ConfigurationInvalid extends Error {}
