const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Attempts to sign in, per login name and per network. The one after the last is refused until the period is over. */
export const ATTEMPTS = { perLogin: 10, perNetwork: 30, periodMs: 15 * MINUTE };

/** A session ends when it was not refreshed for `idleMs`, and at last `longestMs` after the sign-in. */
export const SESSION = { idleMs: 30 * DAY, longestMs: 90 * DAY };

/**
 * Of clients' links. `attempts` are those from one network that led nowhere; a session ends `idleMs` after its last
 * request, which leaves time for the longest page of a form.
 */
export const CLIENT_LINK = { attempts: 30, periodMs: 15 * MINUTE, idleMs: 2 * HOUR, mostDays: 60 };

export const DAY_MS = DAY;
export const INVITATION_MS = 7 * DAY;
export const PASSWORD_RESET_MS = DAY;
