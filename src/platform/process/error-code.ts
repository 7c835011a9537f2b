/** Whether the operating system, PostgreSQL or Node gave this code as the reason: ENOENT, 23P01, MODULE_NOT_FOUND. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}
