// The workspaces that the token may see.
import { at, json, pages } from './request.js';

export const listWorkspaces = () => pages('/v1/workspaces', 'workspaces');

export const createWorkspace = (name, timeZone, currency) =>
  json('POST', '/v1/workspaces', { body: { name, time_zone: timeZone, currency } });

export const readWorkspace = workspace => json('GET', at`/v1/workspaces/${workspace}`);

/** A generated shop, into a workspace that has no customers. */
export const loadSample = (workspace, customers) =>
  json('POST', at`/v1/workspaces/${workspace}/sample`, { body: { customers } });
