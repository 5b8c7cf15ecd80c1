-- Who wrote first after an incident: if we did, we disclosed it; if the customer did, they found out before we told them.
-- A customer is a domain. A time that cannot be read goes on as the text that it is: the contact is then refused, and names it.
-- Ours are these:
WITH ours AS (SELECT unnest(['example.org']) AS domain),
lines AS (
  SELECT rtrim(line, chr(13)) AS line, source_line, count(*) FILTER (line LIKE 'From %') OVER (ORDER BY source_line) AS message FROM mail
),
headers AS (
  SELECT message, lower(split_part(line, ':', 1)) AS name, trim(substr(line, strpos(line, ':') + 1)) AS value, source_line
  FROM lines WHERE regexp_matches(line, '(?i)^(date|from|to|message-id):')
),
messages AS (
  -- The first of each name: what a message quotes has such lines, too.
  SELECT message, arg_min(value, source_line) FILTER (name = 'message-id') AS id,
    min(source_line) AS source_line,
    arg_min(value, source_line) FILTER (name = 'date') AS dated, at(dated, NULL, NULL) AS moment,
    domain_of(arg_min(value, source_line) FILTER (name = 'from')) AS sender,
    arg_min(value, source_line) FILTER (name = 'from') AS author,
    [domain_of(each) FOR each IN string_split(arg_min(value, source_line) FILTER (name = 'to'), ',')] AS receivers
  FROM headers GROUP BY message
),
letters AS (SELECT messages.*, ours.domain IS NOT NULL AS is_ours FROM messages LEFT JOIN ours ON ours.domain = sender),
outages AS (
  SELECT incident, customer, source_line, at(began, NULL, NULL) AS began_at, at(ended, NULL, NULL) AS ended_at,
    coalesce(began_at::VARCHAR, began) AS began, coalesce(ended_at::VARCHAR, ended) AS ended
  FROM incidents
),
words AS (
  SELECT incident, customer, began, ended, letters.id, moment, author, is_ours, outages.source_line AS incident_line, letters.source_line AS letter_line,
    row_number() OVER (PARTITION BY incident, customer ORDER BY moment, letters.message) AS place
  FROM outages
  LEFT JOIN letters ON moment >= began_at AND moment < coalesce(ended_at, began_at + INTERVAL 7 DAY)
    AND (sender = customer OR (is_ours AND list_contains(receivers, customer)))
)
SELECT
  'IssueReported' AS type, customer AS "customerId", CASE WHEN NOT is_ours THEN moment::VARCHAR ELSE began END AS "occurredAt",
  CASE WHEN NOT is_ours THEN moment::VARCHAR ELSE began END AS "recordedAt", incident_line AS source_line, 'mail:incident:' || incident || ':' || customer AS "idempotencyKey",
  incident AS "issueId", CASE WHEN NOT is_ours THEN 'CUSTOMER' ELSE 'PROVIDER' END AS "raisedBy",
  CASE WHEN NOT is_ours THEN began END AS "detectedAt", CASE WHEN NOT is_ours THEN 'EMAIL' END AS channel
FROM words WHERE place = 1
UNION ALL BY NAME
SELECT
  CASE place WHEN 1 THEN 'ProactiveCallMade' ELSE 'StatusUpdateGiven' END AS type, customer AS "customerId", moment::VARCHAR AS "occurredAt", moment::VARCHAR AS "recordedAt",
  letter_line AS source_line, pseudonym(author) AS "recordedBy", 'mail:' || id || ':' || incident AS "idempotencyKey", incident AS "about.issueId",
  CASE place WHEN 1 THEN 'BAD' END AS news, 'EMAIL' AS channel
FROM words WHERE is_ours
UNION ALL BY NAME
-- Without its time nobody knows which incident a message is about.
SELECT
  'StatusUpdateGiven' AS type, customer AS "customerId", dated AS "occurredAt", letters.source_line AS source_line,
  'mail:' || letters.id AS "idempotencyKey", incident AS "about.issueId"
FROM letters JOIN incidents ON sender = customer OR (is_ours AND list_contains(receivers, customer))
WHERE moment IS NULL
QUALIFY row_number() OVER (PARTITION BY message, customer ORDER BY incident) = 1
UNION ALL BY NAME
SELECT DISTINCT
  'IssueResolved' AS type, customer AS "customerId", ended AS "occurredAt", ended AS "recordedAt",
  'mail:ended:' || incident || ':' || customer AS "idempotencyKey", incident AS "issueId", incident_line AS source_line
FROM words WHERE ended IS NOT NULL
