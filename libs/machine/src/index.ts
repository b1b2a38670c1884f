export { look, type Tool, type ToolFound, TOOLS, type ToolName } from './tools';
export { machineFacts, type MachineFact } from './machine-facts';
