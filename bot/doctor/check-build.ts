import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadKnowledge } from '../../knowledge/bundle/load-knowledge.ts';
import { KnowledgeError } from '../../knowledge/knowledge-error.ts';
import { projectRoot } from '../../knowledge/project-root.ts';
import { type Finding, ok, problem, reason, warning } from './finding.ts';

const OLDEST_NODE = [20, 19] as const;

/** Looks at what the build makes: knowledge with its index, widget; and at Node itself. */
export function checkBuild(nodeVersion: string): readonly Finding[] {
  return [checkNode(nodeVersion), checkKnowledge(), checkWidget()];
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldest, oldestMinor] = OLDEST_NODE;
  return major > oldest || (major === oldest && minor >= oldestMinor)
    ? ok('Node', version)
    : problem('Node', `${version} is too old`, `install Node ${OLDEST_NODE.join('.')} or newer`);
}

function checkKnowledge(): Finding {
  try {
    const { topics, version } = loadKnowledge();
    return ok('knowledge', `${topics.size} topics, version ${version}`);
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    return problem(
      'knowledge',
      `${reason(error)}; only 911, 988 and the phone lines are given`,
      'npm run build:knowledge -- --force',
    );
  }
}

function checkWidget(): Finding {
  return existsSync(join(projectRoot(), '.dist', 'widget', 'widget.js'))
    ? ok('widget', 'built')
    : warning('widget', 'not built: pages that name /widget.js show no chat', 'npm run build');
}
