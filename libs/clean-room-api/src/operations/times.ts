/** The times of a record as the service answers them. */
export function timesOf({ createTime, updateTime }: { createTime: number; updateTime: number }): { createTime: Date; updateTime: Date } {
  return { createTime: new Date(createTime), updateTime: new Date(updateTime) };
}
