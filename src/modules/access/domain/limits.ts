const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Attempts to sign in, per login name and per network. The one after the last is refused until the period is over. */
export const ATTEMPTS = { perLogin: 10, perNetwork: 30, periodMs: 15 * MINUTE };

/**
 * A session ends when it was not refreshed for `idleMs`, and at last `longestMs` after the sign-in. Tabs that refresh one cookie
 * within `graceMs` are one.
 */
export const SESSION = { idleMs: 30 * DAY, longestMs: 90 * DAY, graceMs: 20_000 };

/**
 * Of clients' links. `attempts` are those from one network that led nowhere; a session ends `idleMs` after its last
 * request, which leaves time for the longest page of a form.
 */
export const CLIENT_LINK = { attempts: 30, periodMs: 15 * MINUTE, idleMs: 2 * HOUR, mostDays: 60 };

/** Guesses at an account's one-time and recovery codes. The network's are counted with its passwords. */
export const CODE_GUESSES = { most: 10, periodMs: 15 * MINUTE };

/** How long a right password waits for its code. */
export const CHALLENGE_MS = 5 * MINUTE;
/** How long a secret that was shown may wait to be confirmed. */
export const ENROLMENT_MS = 15 * MINUTE;

export const DAY_MS = DAY;
export const INVITATION_MS = 7 * DAY;
export const PASSWORD_RESET_MS = DAY;
