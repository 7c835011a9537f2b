/**
 * Whoever starts the program can mend this. The message is one sentence that says what is wrong and how to mend it;
 * it is printed without a stack trace, and the process ends with an exit code that is not 0.
 */
export class StartError extends Error {}

/** A setting is missing or cannot be meant. */
export class ConfigError extends StartError {}
