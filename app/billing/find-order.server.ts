/** What other folders may read of orders and plans. */
export {
  findActivePlan,
  findOrderForMember,
  getActivePlan,
  listOrdersOfJob,
  type OrderRow,
} from "./order.queries.server.ts";
export { runningPlanName } from "./subscription.queries.server.ts";
export { creditBalance } from "./use-right.server.ts";
