/**
 * The layers of DESIGN section 3, lowest first. The boundary check, the Nx plugin and the docs read this one table:
 * a library that is not in it fails the check.
 */
const layers = {
  ground: ['errors', 'files', 'identity', 'contract', 'owner-plan', 'object-store', 'catalog', 'clean-room-client', 'tabular', 'sql-engine', 'machine', 'testing'],
  domain: [
    'clean-room-resources',
    'intake',
    'first-party-events',
    'analysis-rules',
    'clean-room',
    'query-history',
    'attack-pack',
    'gradient-boosting',
    'xgboost',
    'segmentation',
    'activation',
    'feedback',
    'erasure',
    'synthetic-people',
    'report',
    'onboarding',
    'rules-diff',
    'run-cost',
  ],
  adapters: ['aws', 'aws-activation', 'aws-engines', 'aws-firehose', 'collaboration-setup', 'lambda-bundle'],
  interface: ['clean-room-api', 'pipeline', 'owner-runtime', 'constructs'],
};

/** What a domain library may use of its own layer; everything else must point down. */
const sidewaysAllowed = { 'clean-room': ['analysis-rules'], 'query-history': ['analysis-rules', 'clean-room'], 'attack-pack': ['analysis-rules', 'clean-room', 'query-history'], segmentation: ['gradient-boosting'], xgboost: ['gradient-boosting'], feedback: ['activation', 'first-party-events', 'segmentation'], erasure: ['intake'], report: ['segmentation', 'activation'], 'owner-runtime': ['pipeline'] };

/** Ground libraries that may stand on other ground libraries. */
const groundOrder = {
  errors: [],
  files: ['errors'],
  'object-store': ['errors', 'files'],
  identity: ['errors'],
  contract: ['errors'],
  'owner-plan': ['errors', 'contract'],
  tabular: ['errors', 'files', 'contract'],
  catalog: ['errors', 'files', 'contract'],
  'sql-engine': ['errors', 'object-store', 'catalog', 'tabular'],
  'clean-room-client': ['errors'],
  machine: [],
  testing: ['machine'],
};

/** The owner's alone: nothing a partner deploys may reach these, however indirectly. */
const ownerOnly = ['owner-plan', 'aws-activation', 'segmentation', 'gradient-boosting', 'xgboost', 'aws-engines', 'activation', 'feedback', 'erasure', 'report', 'pipeline', 'owner-runtime', 'first-party-events', 'aws-firehose'];

module.exports = { layers, sidewaysAllowed, groundOrder, ownerOnly };
