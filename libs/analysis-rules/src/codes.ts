/**
 * Every reason for which a query is refused. `{…}` is filled with names from the runner's own SQL or from the rules,
 * never with data. A code is stable: tests, logs and users rely on it.
 */
export const CODES = {
  // The text itself: what Spark and DuckDB would not read alike.
  SQL_EMPTY: ['The query is empty.', 'Write a SELECT statement.'],
  SQL_TOO_LONG: ['The query is longer than {limit} characters.', 'Shorten it.'],
  SQL_TOO_COMPLEX: ['The query has more than {limit} {what}.', 'Split it, or shorten its conditions.'],
  SQL_CHARACTER: ['The character {name} can\'t stand here.', 'Remove it; only printable ASCII may stand outside literals.'],
  SQL_BACKSLASH: ['A backslash escapes in Spark and is plain text in DuckDB.', 'Write the query without backslashes.'],
  SQL_DOUBLE_QUOTE: ['Double quotes hold a string in Spark and a name in DuckDB.', "Use 'single quotes' for a string, `backticks` for a name."],
  SQL_BACKTICK: ['A name in backticks holds letters, digits, _, - and blanks only.', 'Write the plain name.'],
  SQL_HINT: ['Optimizer hints are not accepted.', 'Remove the hint.'],
  SQL_COMMENT: ['A comment is nested or never closed.', 'Close it with */, and nest none.'],
  SQL_LITERAL_OPEN: ['A quoted text is never closed.', 'Add the closing quote.'],
  SQL_LITERAL_PREFIX: ['A letter directly before a quote changes what the literal means.', 'Write the plain literal.'],
  SQL_LITERAL_ADJACENT: ["Two literals side by side: Spark and DuckDB don't agree on what '' within or between literals means.", "Compare without apostrophes; a quote can't be written so that both read it alike."],
  SQL_LITERAL_PLACE: ["A quoted text can't stand here: it would be taken for a name.", 'Write the name without quotes.'],
  SQL_NUMBER: ['The number {name} is not one that Spark and DuckDB read alike.', 'Write digits with at most one point and an exponent, within 64-bit integers, and at most 18 digits with a point.'],
  SQL_OPERATOR: ['The operator {name} is not accepted.', 'Use = <> != < <= > >= + - * / ||, with a blank before a sign.'],
  SQL_PARAMETER: ['Parameters such as {name} belong to analysis templates; this is none.', 'Write the value.'],
  SQL_SEVERAL_STATEMENTS: ['Only one statement is run.', 'Send each statement as a query of its own.'],
  SQL_NOT_SELECT: ['Only SELECT is run; this starts with {name}.', 'Write a SELECT statement.'],
  SQL_TRAILING_COMMA: ['A comma is followed by nothing.', 'Remove it.'],
  SQL_WORD: ['{name} is not accepted: {why}.', 'Leave it out; put it in `backticks` if it is the name of a column.'],
  SQL_METHOD_CALL: ['A function called through a dot is not accepted.', 'Write the function with its arguments in parentheses.'],
  SQL_SYNTAX: ['The query can\'t be read: {detail}.', 'Mend the syntax; put names that are keywords in `backticks`.'],

  // The shape of the query: what neither AGGREGATION nor LIST knows.
  GRAMMAR_NO_TABLE: ['The query reads no table of the collaboration.', 'Add FROM with an associated table.'],
  GRAMMAR_SUBQUERY: ['Subqueries are not accepted.', 'Join the tables in one SELECT.'],
  GRAMMAR_CTE: ['WITH is not accepted.', 'Write one SELECT over the associated tables.'],
  GRAMMAR_SET_OPERATION: ['UNION, INTERSECT and EXCEPT are not accepted.', 'Run each SELECT as a query of its own.'],
  GRAMMAR_WINDOW: ['Window functions are not accepted.', 'Use GROUP BY.'],
  GRAMMAR_STAR: ['* is not accepted.', 'Name the columns.'],
  GRAMMAR_FROM: ['{name} can\'t stand in FROM.', 'Name associated tables only.'],
  GRAMMAR_CLAUSE: ['{name} is not accepted.', 'Remove it.'],
  GRAMMAR_EXPRESSION: ['{name} is not accepted.', 'Use columns, literals and the operators and functions that the rule allows.'],
  GRAMMAR_NULL: ['NULL is not a value to compare or to list.', 'Use IS NULL or IS NOT NULL.'],
  GRAMMAR_CONDITION: ['{where} needs a condition; this is none.', 'Compare it with something.'],
  GRAMMAR_OPERAND: ['A condition can\'t be an operand here.', 'Join conditions by AND, OR and NOT only.'],
  GRAMMAR_BETWEEN: ['BETWEEN is not accepted.', 'Write >= AND <=.'],
  GRAMMAR_ORDINAL: ['{where} {name} names no item of the SELECT list.', 'Write the expression itself.'],
  GRAMMAR_NULL_ORDER: ['NULLS FIRST and NULLS LAST are not accepted.', 'Remove them.'],

  // Names.
  NAME_UNKNOWN_TABLE: ['No table {table} is associated with the collaboration.', 'Use the name of an associated table.'],
  NAME_QUALIFIED_TABLE: ['A table is named without a database or schema.', 'Write only the name of the associated table.'],
  NAME_UNKNOWN_COLUMN: ['No column {column} exists in the tables of this query.', 'Use a column that the table\'s owner allows, qualified by the table\'s name or alias.'],
  NAME_AMBIGUOUS: ['{column} can mean more than one thing.', 'Qualify it by a table, and give no alias the name of a column.'],
  NAME_DUPLICATE_ALIAS: ['Two tables of the query go by the name {table}.', 'Give each an alias of its own.'],
  NAME_DUPLICATE_OUTPUT: ['Two output columns are named {column}.', 'Give each an alias of its own with AS.'],

  // Whether the tables may be queried at all.
  TABLE_RULE_MISSING: ['Table {table} has no analysis rule, so nobody can query it.', 'Its owner adds an analysis rule to the configured table.'],
  TABLE_RULES_MIXED: ['The tables have rules of different types: {detail}.', 'Query only tables whose rules have the same type.'],
  COLLABORATION_RULE_MISSING: ['Table {table} has no collaboration analysis rule.', 'Its owner adds one to the association and names who may receive results.'],
  RESULT_RECEIVERS_NOT_CONFIGURED: ['The collaboration analysis rule of table {table} names no result receiver.', 'Its owner adds allowedResultReceivers.'],
  RESULT_RECEIVER_NOT_ALLOWED: ['Account {name} may not receive results from table {table}.', 'Deliver to an account in allowedResultReceivers, or ask the owner to add this one.'],
  RESULT_RECEIVER_MISSING: ['The query names no account to receive its result.', 'Name a receiver, or set the membership\'s default result configuration.'],
  ADDITIONAL_ANALYSIS_REQUIRED: ['Table {table} may only feed an additional analysis; direct results are not delivered.', 'Its owner sets additionalAnalyses to ALLOWED or NOT_ALLOWED for direct queries.'],
  RULE_COLUMN_UNKNOWN: ['The rule of table {table} counts column {column}, which the table does not allow.', 'Its owner adds the column to allowedColumns or mends the rule.'],

  // Joins, alike under AGGREGATION and LIST.
  JOIN_KIND: ['{name} is not accepted.', 'Write INNER JOIN … ON a.key = b.key.'],
  JOIN_NESTED: ['The right side of a JOIN is one table.', 'Write the joins one after the other.'],
  JOIN_CONDITION: ['An ON condition is column = column, joined by AND or OR.', 'Compare one join column of each side by =.'],
  JOIN_SAME_SIDE: ['An ON condition takes one column from each side of its JOIN.', 'Compare a column of {table} with a column of a table before it.'],
  JOIN_COLUMN_NOT_ALLOWED: ['Column {column} of table {table} is not one of its join columns.', 'Join on the columns in joinColumns.'],
  JOIN_OPERATOR_NOT_ALLOWED: ['Table {table} does not allow {name} between join conditions.', 'Use an operator in allowedJoinOperators (AND when absent).'],
  JOIN_SELF: ['Table {table} is joined with itself.', 'Join it with another configured table.'],
  JOIN_REQUIRED: ['Table {table} must be joined, directly or through others, with a table of the query runner.', 'INNER JOIN it with one of your own tables on join columns.'],
  JOIN_REQUIRED_RUNNER: ['Your table {table} must be joined with at least one other table.', 'INNER JOIN it with another table on join columns.'],

  // WHERE, alike under AGGREGATION and LIST.
  WHERE_COLUMN_NOT_ALLOWED: ['Column {column} of table {table} can\'t be used in WHERE.', 'Filter by columns in {field}.'],
  WHERE_FUNCTION_NOT_ALLOWED: ['Functions such as {name} can\'t be used in WHERE.', 'Compare the column itself.'],

  // AGGREGATION.
  AGG_NO_AGGREGATE: ['The SELECT list holds no aggregate.', 'Add an aggregate that a rule allows.'],
  AGG_JOIN_COLUMN_NOT_ALLOWED: ['Join column {column} of table {table} can be used in JOIN … ON only.', 'Remove it, or use it inside an aggregate that the rule allows for it.'],
  AGG_AGGREGATE_COLUMN_BARE: ['Column {column} of table {table} can be used inside an aggregate only.', 'Wrap it in a function that aggregateColumns lists for it.'],
  AGG_COLUMN_NO_ROLE: ['Column {column} of table {table} has no role in its rule.', 'Use columns that the rule names.'],
  AGG_FUNCTION_UNKNOWN: ['{name} is not an aggregate that a rule can allow.', 'Use SUM, SUM DISTINCT, COUNT, COUNT DISTINCT or AVG.'],
  AGG_FUNCTION_NOT_ALLOWED: ['{name} is not allowed for column {column} of table {table}.', 'Use a function that aggregateColumns lists for this column.'],
  AGG_ARGUMENT: ['An aggregate takes exactly one column.', 'Write {name}(column).'],
  AGG_NESTED: ['An aggregate can\'t stand here.', 'Use it as an item of SELECT, HAVING or ORDER BY.'],
  AGG_EXPRESSION: ['{where} takes columns, allowed scalar functions and literals only.', 'Remove the expression.'],
  AGG_LITERAL: ['{where} takes string and numeric literals only.', 'Use a string or a number.'],
  AGG_SCALAR_NOT_ALLOWED: ['{name} is not allowed by the rule of table {table}.', 'Use a function in scalarFunctions.'],
  AGG_SCALAR_UNKNOWN: ['{name} is not a scalar function that a rule can allow.', 'Use a function in scalarFunctions.'],
  AGG_SCALAR_NESTED: ['{name} can\'t be put on top of another function.', 'Give it columns and literals only.'],
  AGG_SCALAR_ON_AGGREGATE: ['{name} can\'t be put on top of an aggregate.', 'Take the bare aggregate, and compute afterwards.'],
  AGG_SCALAR_ARGUMENTS: ['{name} with a set of characters is not accepted.', 'Give it one argument.'],
  AGG_NOT_GROUPED: ['{where} holds a column that is neither grouped nor aggregated.', 'Add it to GROUP BY.'],
  AGG_HAVING: ['HAVING compares an aggregate with a number, joined by AND and OR.', 'Write AGG(column) >= number.'],
  AGG_CLAUSE: ['{name} is not accepted under an AGGREGATION rule.', 'Remove it.'],

  // LIST.
  LIST_DISTINCT_REQUIRED: ['A LIST query starts with SELECT DISTINCT.', 'Add DISTINCT.'],
  LIST_ITEM: ['A LIST query selects bare columns only.', 'Remove the function, the expression or the literal.'],
  LIST_COLUMN_NOT_ALLOWED: ['Column {column} of table {table} can\'t be selected.', 'Select columns in listColumns.'],
  LIST_JOIN_REQUIRED: ['A LIST query joins at least two tables.', 'INNER JOIN your own table with the other one on join columns.'],
  LIST_RUNNER_TABLE_REQUIRED: ['Table {table} is not linked to a table of the query runner.', 'INNER JOIN it, directly or through others, with one of your own tables.'],
  LIST_CLAUSE: ['{name} is not accepted under a LIST rule.', 'Remove it.'],
  LIST_LIMIT: ['LIMIT takes a whole number above 0.', 'Write LIMIT n with n > 0.'],

  // CUSTOM.
  CUSTOM_ANALYSES_NOT_CONFIGURED: ['The CUSTOM rule of table {table} allows no analysis, so nobody can query it.', 'Its owner lists ANY_QUERY or the ARN of a template in allowedAnalyses.'],
  CUSTOM_DIRECT_NOT_ALLOWED: ['Table {table} is open to listed templates only.', 'Run a template that its rule lists, or ask the owner for ANY_QUERY.'],
  CUSTOM_TEMPLATE_NOT_ALLOWED: ['The rule of table {table} does not list this template.', 'Its owner adds the ARN to allowedAnalyses.'],
  CUSTOM_PROVIDERS_NOT_CONFIGURED: ['Table {table} allows any query but names nobody who may write one.', 'Its owner sets allowedAnalysisProviders.'],
  CUSTOM_PROVIDER_NOT_ALLOWED: ['Table {table} does not allow queries written by account {name}.', 'Its owner adds the account to allowedAnalysisProviders.'],
  CUSTOM_CONTROL_NOT_SUPPORTED: ['The rule of table {table} has {name}, which is not enforced here; so it is not queried here.', 'Run this on AWS, or remove the member from the rule.'],
  CUSTOM_OUTPUT_DISALLOWED: ['Output {name} derives from column {column} of table {table}, which may not leave.', 'Remove it from the SELECT list; it may stay in JOIN … ON, WHERE and ORDER BY.'],
  CUSTOM_FUNCTION_UNKNOWN: ['{name} is not a function that is known to compute the same in Spark and here.', 'Use one that the README of analysis-rules lists.'],
  CUSTOM_JOIN: ['{name} is not accepted.', 'Write INNER, LEFT, RIGHT or FULL JOIN … ON, or CROSS JOIN.'],
  CUSTOM_PLACE: ['An aggregate or a window can\'t stand in {where}.', 'Compute it in a subquery or WITH table first.'],
  CUSTOM_NOT_GROUPED: ['Column {column} of {table} is neither grouped nor aggregated.', 'Add it to GROUP BY.'],
  CUSTOM_ORDER: ['The result can\'t be ordered by this.', 'Order by an item of the SELECT list.'],
  CUSTOM_LIMIT: ['LIMIT and OFFSET take a whole number.', 'Write LIMIT n.'],
  CUSTOM_SET_COLUMNS: ['The two sides of {name} have different numbers of columns.', 'Select as many columns on both sides.'],
  CUSTOM_SUBQUERY_COLUMNS: ['A subquery in an expression gives exactly one column.', 'Select one column.'],
  NAME_SHADOWS: ['A WITH table named {table} would hide a table or another WITH table.', 'Give it a name of its own.'],

  // Analysis templates.
  TEMPLATE_NEEDS_CUSTOM: ['Table {table} has no CUSTOM rule, so no template runs over it.', 'Send the query itself.'],
  TEMPLATE_PARAMETER_UNDECLARED: ['{name} is not declared by the template.', 'Its author declares it in analysisParameters.'],
  TEMPLATE_PARAMETER_UNKNOWN: ['The template has no parameter {name}.', 'Leave this value out.'],
  TEMPLATE_PARAMETER_MISSING: ['Parameter {name} has neither a value nor a default.', 'Give it a value.'],
  TEMPLATE_PARAMETER_VALUE: ['The value of parameter {name} is no {type}.', 'Write it as a literal of that type: no zone, no fraction of a second, no backslash, at most 18 digits.'],
  TEMPLATE_PARAMETER_TYPE: ['Parameter {name} has type {type}, which Spark and DuckDB read differently.', 'Its author declares another type, such as VARCHAR, BIGINT, DOUBLE, DATE or TIMESTAMP.'],

  // Where Spark and DuckDB would compute different things.
  DIALECT_FUNCTION: ['{name} is not run here: {why}.', '{fix}'],
  DIALECT_TYPES: ['{name} can\'t combine these types: {detail}.', 'Compare and combine values of one kind.'],
  DIALECT_COLUMN_TYPE: ['Column {column} of table {table} has type {name}, on which Spark and DuckDB compute differently.', 'Use another column here.'],
  DIALECT_MIXED_CONCAT: ['|| mixed with + or - binds differently in Spark and DuckDB.', 'Use one of them in an expression.'],
} as const satisfies Record<string, readonly [message: string, repair: string]>;

export type RefusalCode = keyof typeof CODES;
