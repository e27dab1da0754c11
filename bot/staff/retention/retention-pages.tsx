import type { Request } from 'express';
import { AppError } from '../../app-error.ts';
import { listAudit } from '../audit/list-audit.ts';
import { formText } from '../page/form-text.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { loadLabels } from '../words/labels.ts';
import { purge } from './purge.ts';
import { retention as makeRetention } from './retention.ts';
import { RetentionView } from './retention-view.tsx';

const RUNS_SHOWN = 10;

/** How long things are kept, what must stay, what must go: for admins. */
export const retentionPages: PageGroup = (router, { parts, audit, show, needs, addToNav }) => {
  const { clock, database, settings } = parts;
  const labels = loadLabels();
  const retention = makeRetention({ database, audit, clock });
  addToNav({ href: '/staff/retention', label: 'Retention', role: 'admin', order: 92 });

  router.get('/retention', needs('admin'), async (request, response) => {
    const by = staffOf(request).name;
    await audit.record({ who: by, action: 'retention.view' });
    const report = await purge({ database, audit, policy: settings.retention, clock, by, dryRun: true });
    const holds = await retention.holds();
    const runs = await listAudit(database.db, { action: 'retention.purge' }, RUNS_SHOWN);
    const content = <RetentionView report={report} holds={holds} runs={runs} labels={labels} />;
    show(request, response, { title: 'Retention', content, wide: true });
  });

  router.post('/retention/hold', needs('admin'), async (request, response) => {
    await retention.hold(staffOf(request).name, formText(request, 'reference'), reason(request));
    response.redirect(303, '/staff/retention');
  });

  router.post('/retention/lift', needs('admin'), async (request, response) => {
    await retention.lift(staffOf(request).name, formText(request, 'talk'));
    response.redirect(303, '/staff/retention');
  });

  router.post('/retention/delete', needs('admin'), async (request, response) => {
    await retention.remove(staffOf(request).name, formText(request, 'reference'), reason(request));
    response.redirect(303, '/staff/retention');
  });
};

function reason(request: Request): string {
  const why = formText(request, 'why').trim().slice(0, 500);
  if (why === '') throw new AppError('BadRequest', 'say why');
  return why;
}
