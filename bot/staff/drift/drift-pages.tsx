import type { DriftReport, ReportedFinding } from '../../../knowledge/drift/drift-report.ts';
import { AppError } from '../../app-error.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { DriftList } from './drift-list.tsx';
import { FindingView } from './finding-view.tsx';
import { siteWork } from './site-work.ts';

/** What on the site no longer fits the articles, as a list of work: for editors. `knowledge -- check` makes the report. */
export const driftPages: PageGroup = (router, { parts, audit, show, needs, addToNav }) => {
  const work = siteWork(parts.database.db, parts.clock);
  addToNav({ href: '/staff/site', label: 'Site changes', role: 'editor', order: 45 });

  router.get('/site', needs('editor'), async (request, response) => {
    await audit.record({ who: staffOf(request).name, action: 'site.view' });
    const [report, markOf] = await Promise.all([work.report(), work.marks()]);
    const content = <DriftList report={report} markOf={markOf} />;
    show(request, response, { title: 'Site changes', content, wide: true });
  });

  router.get('/site/:id', needs('editor'), async (request, response) => {
    const found = findingOf(await work.report(), String(request.params['id']));
    await audit.record({ who: staffOf(request).name, action: 'site.finding', subject: found.id });
    const content = <FindingView finding={found} mark={(await work.marks())(found)} />;
    show(request, response, { title: 'Site change', content, wide: true });
  });

  router.post('/site/:id/done', needs('editor'), async (request, response) => {
    const found = findingOf(await work.report(), String(request.params['id']));
    const who = staffOf(request).name;
    await audit.record({ who, action: 'site.done', subject: found.id });
    await work.mark(found, who);
    response.redirect(303, '/staff/site');
  });

  router.post('/site/:id/open', needs('editor'), async (request, response) => {
    const found = findingOf(await work.report(), String(request.params['id']));
    await audit.record({ who: staffOf(request).name, action: 'site.open', subject: found.id });
    await work.unmark(found);
    response.redirect(303, `/staff/site/${found.id}`);
  });
};

function findingOf(report: DriftReport | null, id: string): ReportedFinding {
  const found = report?.findings.find(finding => finding.id === id);
  if (!found) throw new AppError('NotFound', 'the newest report has no such finding');
  return found;
}
