import { join } from 'node:path';
import type { DriftReport } from '../../../knowledge/drift/drift-report.ts';
import { markHandled, readHandled, readReport } from '../../../knowledge/drift/handled.ts';
import { AppError } from '../../app-error.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { DriftList } from './drift-list.tsx';
import { FindingView } from './finding-view.tsx';

/** What on the site no longer fits the articles, as a list of work: for editors. `knowledge -- check` makes the report. */
export const driftPages: PageGroup = (router, { parts, audit, show, needs, addToNav }) => {
  const folder = join(parts.settings.dataDir, 'ingest');
  addToNav({ href: '/staff/site', label: 'Site changes', role: 'editor', order: 45 });

  router.get('/site', needs('editor'), async (request, response) => {
    await audit.record({ who: staffOf(request).name, action: 'site.view' });
    const content = <DriftList report={readReport(folder)} handled={readHandled(folder)} />;
    show(request, response, { title: 'Site changes', content, wide: true });
  });

  router.get('/site/:id', needs('editor'), async (request, response) => {
    const found = findingOf(readReport(folder), String(request.params['id']));
    await audit.record({ who: staffOf(request).name, action: 'site.finding', subject: found.id });
    const content = <FindingView finding={found} handled={readHandled(folder).get(found.id) ?? null} />;
    show(request, response, { title: 'Site change', content, wide: true });
  });

  router.post('/site/:id/done', needs('editor'), async (request, response) => {
    const found = findingOf(readReport(folder), String(request.params['id']));
    const who = staffOf(request).name;
    await audit.record({ who, action: 'site.done', subject: found.id });
    markHandled(folder, found.id, who, parts.clock());
    response.redirect(303, '/staff/site');
  });
};

function findingOf(report: DriftReport | null, id: string): DriftReport['findings'][number] {
  const found = report?.findings.find(finding => finding.id === id);
  if (!found) throw new AppError('NotFound', 'the newest report has no such finding');
  return found;
}
