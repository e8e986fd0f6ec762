// Breaks one protection after the other and expects a test to notice.
//
//   node t/mutation/run.mjs [database|contract|source] [only those that hold this text]
const kinds = ['database', 'contract', 'source'];
const [kind, only = ''] = process.argv.slice(2);
let passed = 0;
let failed = 0;

for (const name of kinds.filter((one) => !kind || one === kind)) {
  const { mutants } = await import(`./${name}.mjs`);
  for (const { attempt } of await mutants(only)) {
    const { label, seen, fault } = await attempt();
    if (fault) {
      failed += 1;
      console.log(`not ok - ${label}: ${fault}`);
    } else {
      passed += 1;
      console.log(`ok - ${label}\n     ${seen}`);
    }
  }
}

console.log(`mutation: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
