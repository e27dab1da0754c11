import { useContext } from 'preact/hooks';
import { ViewerContext } from '../page/viewer.ts';
import { includesRole } from '../people/roles.ts';
import { FORMATS } from './export-talks.ts';

/** Links to take what is shown home as a file, for who may. @param address where the export is, without its format */
export function ExportLinks({ address }: { readonly address: string }) {
  const { staff } = useContext(ViewerContext);
  if (!staff || !includesRole(staff.role, 'editor')) return null;
  const joint = address.includes('?') ? '&' : '?';
  return (
    <details class="no-print">
      <summary>Export</summary>
      <ul>
        {Object.entries(FORMATS).map(([format, { label }]) => (
          <li key={format}>
            <a href={`${address}${joint}format=${format}`} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
