/** Names of the flows a member can be offered or asks for. */
export type FlowName = 'renewal-coach' | 'line-finder' | 'delete-conversation';
