-- The drift of the last day is counted for every page.
create index drift_by_time on drift (detected_at);
