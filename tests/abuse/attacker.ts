import { attackOrder, carryOut } from './attack.ts';
import { ATTACKS } from './attacks.ts';

// An attacker: a process of its own. Its order is its argument, what came back its last line of output.
const order = attackOrder.parse(JSON.parse(process.argv[2] ?? ''));
const attack = ATTACKS.find(({ name }) => name === order.name);
if (!attack) throw new Error(`no attack is called '${order.name}'`);
process.stdout.write(`${JSON.stringify(await carryOut(attack, order))}\n`);
process.exit(0);
