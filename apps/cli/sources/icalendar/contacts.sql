-- A meeting with somebody of another domain than the organizer's is a check-in with that domain. What is cancelled, or not over
-- yet, is none. A series counts once, at its first date. A time that cannot be read goes on as the text that it is: the contact is
-- then refused, and names it.
WITH lines AS (
  -- A line that begins with white space goes on with the one before.
  SELECT string_agg(rtrim(CASE WHEN line[1] IN (' ', chr(9)) THEN substr(line, 2) ELSE line END, chr(13)), '' ORDER BY source_line) AS line, min(source_line) AS source_line
  FROM (SELECT line, source_line, count(*) FILTER (line[1] NOT IN (' ', chr(9))) OVER (ORDER BY source_line) AS unfolded FROM calendar)
  GROUP BY unfolded
),
fields AS (
  SELECT source_line, count(*) FILTER (line = 'BEGIN:VEVENT') OVER (ORDER BY source_line) AS event,
    upper(regexp_extract(line, '^([A-Za-z-]+)', 1)) AS name, regexp_extract(line, 'TZID="?([^";:]+)', 1) AS zone,
    regexp_extract(line, '^[^:"]*(?:"[^"]*"[^:"]*)*:(.*)$', 1) AS value
  FROM lines
),
events AS (
  SELECT event, min(source_line) AS source_line,
    any_value(value) FILTER (name = 'UID') AS uid,
    any_value(value) FILTER (name = 'DTSTART') AS began, any_value(zone) FILTER (name = 'DTSTART') AS zone,
    any_value(value) FILTER (name = 'STATUS') AS status, any_value(value) FILTER (name = 'LOCATION') AS location,
    any_value(value) FILTER (name = 'SUMMARY') AS summary, any_value(value) FILTER (name = 'ORGANIZER') AS organizer,
    list(domain_of(value)) FILTER (name IN ('ATTENDEE', 'ORGANIZER')) AS domains
  FROM fields WHERE event > 0 GROUP BY event
),
meetings AS (
  SELECT *, CASE WHEN began LIKE '%Z' THEN timezone('UTC', try_strptime(began, '%Y%m%dT%H%M%SZ'))
    ELSE timezone(CASE WHEN zone IN (SELECT name FROM pg_timezone_names()) THEN zone ELSE current_setting('TimeZone') END, try_strptime(began, ['%Y%m%dT%H%M%S', '%Y%m%d'])) END AS moment
  FROM events
)
SELECT
  'CheckInHeld' AS type, customer AS "customerId", coalesce(moment::VARCHAR, began) AS "occurredAt", coalesce(moment::VARCHAR, began) AS "recordedAt",
  pseudonym(organizer) AS "recordedBy", 'ics:' || uid || ':' || customer AS "idempotencyKey", source_line,
  left(summary, 4000) AS note,
  CASE WHEN regexp_matches(location, '(?i)https?://|teams|zoom') THEN 'VIDEO' WHEN location IS NOT NULL THEN 'IN_PERSON' END AS channel
FROM (SELECT *, unnest(list_distinct(domains)) AS customer FROM meetings)
WHERE customer <> domain_of(organizer) AND coalesce(status, '') <> 'CANCELLED' AND (moment IS NULL OR moment < now())
