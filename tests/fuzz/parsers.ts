import type { Parser } from './parser.ts';
import { BOT_FRAMEWORK_PARSERS } from './parsers/bot-framework.ts';
import { DIALOG_PARSERS } from './parsers/dialogs.ts';
import { DIRECT_LINE_PARSERS } from './parsers/direct-line.ts';
import { EDGE_PARSERS } from './parsers/edge.ts';
import { EXCHANGE_PARSERS } from './parsers/exchange.ts';
import { INDEX_PARSERS } from './parsers/index-files.ts';
import { INGEST_PARSERS } from './parsers/ingest.ts';
import { KNOWLEDGE_PARSERS } from './parsers/knowledge-files.ts';
import { MASKING_PARSERS } from './parsers/masking.ts';
import { SETTINGS_PARSERS } from './parsers/settings.ts';
import { SHARED_STATE_PARSERS } from './parsers/shared-state.ts';
import { SMS_PARSERS } from './parsers/sms.ts';
import { STAFF_PARSERS } from './parsers/staff.ts';
import { STREAM_PARSERS } from './parsers/stream.ts';
import { WIDGET_PARSERS } from './parsers/widget.ts';

/** Every parser of input from outside or from disk, by room. */
export const PARSERS: readonly Parser[] = [
  ...EDGE_PARSERS,
  ...BOT_FRAMEWORK_PARSERS,
  ...DIRECT_LINE_PARSERS,
  ...STREAM_PARSERS,
  ...WIDGET_PARSERS,
  ...SHARED_STATE_PARSERS,
  ...SMS_PARSERS,
  ...STAFF_PARSERS,
  ...SETTINGS_PARSERS,
  ...MASKING_PARSERS,
  ...DIALOG_PARSERS,
  ...KNOWLEDGE_PARSERS,
  ...INDEX_PARSERS,
  ...EXCHANGE_PARSERS,
  ...INGEST_PARSERS,
];
