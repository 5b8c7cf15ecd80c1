-- One row of the file is one state of one incident. The same incident has many rows; some share a minute, so its order comes
-- from the counts, which never fall. Callers who are unknown are nobody, and must not become one customer.
WITH states AS (
  SELECT *,
    CASE WHEN regexp_full_match(number, '\d+') THEN 'INC' || number ELSE number END AS issue,
    -- As first published, the log has labels: "Caller 2403".
    regexp_replace(caller_id, '^[A-Za-z]+ +(\d+)$', '\1') AS caller,
    -- As first published, two columns have other names.
    COLUMNS('^(ident|incident)_state$') AS state,
    COLUMNS('^(category_1|subcategory)$') AS kind,
    strptime(opened_at, '%d/%m/%Y %H:%M') AS opened,
    strptime(sys_updated_at, '%d/%m/%Y %H:%M') AS updated,
    reassignment_count::INTEGER AS reassigned,
    reopen_count::INTEGER AS reopened,
    source_line AS line
  FROM incidents
),
steps AS (
  SELECT *,
    row_number() OVER incident AS step,
    first_value(line) OVER incident AS first_line,
    first_value('caller-' || caller) OVER incident AS customer,
    lag(state) OVER incident AS state_before,
    reassigned > lag(reassigned) OVER incident AS is_handed_over,
    reopened > lag(reopened) OVER incident AS is_reopened,
    reopened > first_value(reopened) OVER incident AS was_reopened
  FROM states
  WHERE caller IS NOT NULL AND state <> '-100'
  WINDOW incident AS (PARTITION BY number ORDER BY reassigned, reopened, sys_mod_count::INTEGER, line)
),
-- What comes after the last Closed row changes nothing.
told AS (
  SELECT *,
    CASE WHEN step = 1 THEN opened ELSE updated END AS moment,
    step = max(step) FILTER (state = 'Closed') OVER (PARTITION BY number) AS is_closing
  FROM steps
  QUALIFY step <= coalesce(max(step) FILTER (state = 'Closed') OVER (PARTITION BY number), step)
),
contacts AS (
  SELECT 0 AS rule, 'IssueReported' AS type, told.*, {
      'title': concat_ws(', ', 'Category ' || regexp_extract(category, '\d+$'), 'subcategory ' || regexp_extract(kind, '\d+$')),
      'severity': CASE priority[1] WHEN '1' THEN 'MAJOR' WHEN '2' THEN 'MAJOR' WHEN '3' THEN 'NORMAL' WHEN '4' THEN 'MINOR' END
    } AS facts FROM told WHERE step = 1
)
SELECT 1;
