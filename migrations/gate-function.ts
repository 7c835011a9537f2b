/** The practice that the caller's unit of work is confined to. */
export const CALLERS_PRACTICE = `nullif(current_setting('app.practice', true), '')::uuid`;

interface GateFunction {
  readonly name: string;
  readonly parameters: string;
  readonly returns: string;
  readonly language?: 'sql' | 'plpgsql';
  readonly body: string;
}

/**
 * The statements that make one function of the schema `gate`: it does, as `unknot_gate` and across row-level security,
 * one narrow thing that must happen before a practice is known or to the tables that are nobody's; only the API's role
 * may call it.
 */
export function gateFunction({ name, parameters, returns, language = 'sql', body }: GateFunction): string[] {
  return [
    `CREATE FUNCTION gate.${name}(${parameters}) RETURNS ${returns}
      LANGUAGE ${language} VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$ ${body} $$`,
    `ALTER FUNCTION gate.${name} OWNER TO unknot_gate`,
    `REVOKE ALL ON FUNCTION gate.${name} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION gate.${name} TO unknot_app`,
  ];
}
