// The workspaces that the token may see.
import { json, pages } from './request.js';

export const listWorkspaces = () => pages('/v1/workspaces', 'workspaces');

export const createWorkspace = (name, timeZone, currency) =>
  json('POST', '/v1/workspaces', { body: { name, time_zone: timeZone, currency } });
