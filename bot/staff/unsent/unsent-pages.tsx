import { Form } from '../page/form.tsx';
import { Said } from '../page/said.tsx';
import { staffOf } from '../sign-in/request-staff.ts';
import { staffSeal } from '../sign-in/staff-seal.ts';
import type { PageGroup } from '../staff-tools.ts';
import { SENT_AFTER_ALL } from './forget-sent.ts';
import { unsentForms } from './unsent-forms.ts';

/** What somebody had written when they were signed out, to be sent after all. */
export const unsentPages: PageGroup = (router, { parts, show }) => {
  const { clock, settings } = parts;
  const unsent = unsentForms({ db: parts.database.db, seal: staffSeal(settings.keys), clock });

  /** Asked by the script when somebody says that they are still there; that they asked is all it takes. */
  router.get('/stay', (request, response) => {
    response.json({ sessionMs: request.sessionMs });
  });

  router.get('/unsent', async (request, response) => {
    const form = await unsent.find(staffOf(request).id);
    if (!form) {
      response.redirect(303, '/staff');
      return;
    }
    const shown = Object.entries(form.fields).filter(([, value]) => value.trim() !== '');
    const content = (
      <>
        <p>You were signed out before this was sent. Nothing is lost: send it now, or throw it away.</p>
        <dl>
          {shown.map(([name, value]) => (
            <div key={name}>
              <dt>
                <Said text={name} />
              </dt>
              <dd dir="auto">
                <Said text={value} />
              </dd>
            </div>
          ))}
        </dl>
        <div class="row">
          <Form action={form.action}>
            <input type="hidden" name={SENT_AFTER_ALL} value="yes" />
            {Object.entries(form.fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button type="submit" class="main">
              Send it now
            </button>
          </Form>
          <Form action="/staff/unsent/forget">
            <button type="submit">Throw it away</button>
          </Form>
        </div>
      </>
    );
    show(request, response, { title: 'Not sent yet', content });
  });

  router.post('/unsent/forget', async (request, response) => {
    await unsent.forget(staffOf(request).id);
    response.redirect(303, '/staff');
  });
};
