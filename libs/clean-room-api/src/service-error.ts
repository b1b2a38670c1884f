/** Errors of the service: names, statuses and members as the schema of `@aws-sdk/client-cleanrooms` 3.1048.0 declares them. */
export type ServiceErrorCode =
  | 'AccessDeniedException'
  | 'ConflictException'
  | 'InternalServerException'
  | 'ResourceNotFoundException'
  | 'ServiceQuotaExceededException'
  | 'ThrottlingException'
  | 'ValidationException';

export type ValidationReason = 'FIELD_VALIDATION_FAILED' | 'INVALID_CONFIGURATION' | 'INVALID_QUERY' | 'IAM_SYNCHRONIZATION_DELAY';
export type ConflictReason = 'ALREADY_EXISTS' | 'SUBRESOURCES_EXIST' | 'INVALID_STATE';
export type ResourceType = 'COLLABORATION' | 'CONFIGURED_TABLE' | 'CONFIGURED_TABLE_ASSOCIATION' | 'MEMBERSHIP';

/** One wrong field: `name` is its path in the request, such as `members[0].accountId`. */
export interface FieldProblem {
  name: string;
  message: string;
}

const STATUS: Readonly<Record<ServiceErrorCode, number>> = {
  AccessDeniedException: 403,
  ConflictException: 409,
  InternalServerException: 500,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 402,
  ThrottlingException: 429,
  ValidationException: 400,
};

/** What the service answers instead of a result. `members` stand in the body beside `message`. */
export class ServiceError extends Error {
  readonly status: number;

  constructor(
    readonly code: ServiceErrorCode,
    message: string,
    readonly members: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = code;
    this.status = STATUS[code];
  }
}

/** 400: the input is wrong, or the SQL is refused (`INVALID_QUERY`). `fieldList` names every wrong field. */
export function validation(message: string, reason: ValidationReason, fieldList: readonly FieldProblem[] = []): ServiceError {
  return new ServiceError('ValidationException', message, { reason, ...(fieldList.length > 0 && { fieldList }) });
}

/** 403: not a member, no such ability, or no such collaboration (the service doesn't tell these apart). */
export function accessDenied(message: string): ServiceError {
  return new ServiceError('AccessDeniedException', message, { reason: 'INSUFFICIENT_PERMISSIONS' });
}

/** 404. */
export function notFound(message: string, resourceId: string, resourceType: ResourceType): ServiceError {
  return new ServiceError('ResourceNotFoundException', message, { resourceId, resourceType });
}

/** 409. `resourceType` is left out where the model has no word for the resource. */
export function conflict(message: string, reason: ConflictReason, resource: { resourceId?: string; resourceType?: ResourceType } = {}): ServiceError {
  return new ServiceError('ConflictException', message, { reason, ...resource });
}

/** 402: a quota of the service is used up. */
export function quota(message: string, quotaName: string, quotaValue: number): ServiceError {
  return new ServiceError('ServiceQuotaExceededException', message, { quotaName, quotaValue });
}

/** 429. */
export function throttled(message: string): ServiceError {
  return new ServiceError('ThrottlingException', message);
}

/** 500. The text says nothing of the cause, which goes to the log alone. */
export function internal(cause?: unknown): ServiceError {
  return new ServiceError('InternalServerException', 'The service failed; its log has the reason.', {}, { cause });
}
