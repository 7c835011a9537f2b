/** The practice that the caller's unit of work is confined to. */
export const CALLERS_PRACTICE = `nullif(current_setting('app.practice', true), '')::uuid`;

interface GateFunction {
  readonly name: string;
  readonly parameters: string;
  readonly returns: string;
  readonly language?: 'sql' | 'plpgsql';
  readonly volatility?: 'VOLATILE' | 'STABLE';
  /** Who may call it: the API's role unless told. */
  readonly callers?: string;
  readonly body: string;
}

/**
 * The statements that make one function of the schema `gate`: it does, as `unknot_gate` and across row-level security,
 * one narrow thing that must happen before a practice is known or to the tables that are nobody's; only its callers may
 * call it.
 */
export function gateFunction({
  name,
  parameters,
  returns,
  language = 'sql',
  volatility = 'VOLATILE',
  callers = 'unknot_app',
  body,
}: GateFunction): string[] {
  return [
    `CREATE FUNCTION gate.${name}(${parameters}) RETURNS ${returns}
      LANGUAGE ${language} ${volatility} SECURITY DEFINER SET search_path = public, pg_temp AS $$ ${body} $$`,
    `ALTER FUNCTION gate.${name} OWNER TO unknot_gate`,
    `REVOKE ALL ON FUNCTION gate.${name} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION gate.${name} TO ${callers}`,
  ];
}
