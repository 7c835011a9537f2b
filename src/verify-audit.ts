import { AuditModule, VerifyAudit } from './modules/audit/index.js';
import { StartError } from './platform/config/index.js';
import { runAsProgram } from './platform/process/index.js';
import { startWorkerCommand } from './worker-command.js';

/** Compares the audit with its seals and names every place that does not fit; with the settings of a worker. */
runAsProgram(import.meta.url, async (program) => {
  const app = await startWorkerCommand(program, { imports: [AuditModule] });
  let faulty = 0;
  for await (const { practiceId, sealed, waiting, late, faults } of app.get(VerifyAudit, { strict: false }).execute()) {
    const state = faults.length === 0 ? 'as they were sealed' : `${faults.length} faults`;
    console.log(`${practiceId}: ${sealed} entries, ${state}; ${waiting} wait for their seal`);
    if (late > 0) console.log(`  ${late} were sealed late: no worker ran then, or they were slipped in`);
    for (const fault of faults) console.log(`  ${fault}`);
    faulty += faults.length > 0 ? 1 : 0;
  }
  if (faulty > 0) throw new StartError(`The audit of ${faulty} practices is not as it was sealed.`);
  program.finish();
});
