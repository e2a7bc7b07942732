package dev.slipway.portal.requests.store;

import dev.slipway.gitops.repository.RequestedDeletions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests to delete; without the database none is known, and what holds data waits. */
@Repository
class DeletionRows implements RequestedDeletions {

    private static final Logger log = LoggerFactory.getLogger(DeletionRows.class);
    private static final String OF_DIRECTORY = """
             from request
            where kind = 'DELETE' and tenant = split_part(:directory, '/', 2)
              and starts_with(:directory || '/', (files ->> 'directory') || '/')
            """;

    private final JdbcClient jdbc;

    DeletionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean isUnderWay(String directory) {
        try {
            return jdbc.sql("select exists (select 1" + OF_DIRECTORY
                            + " and state in ('ACCEPTED', 'COMMITTED', 'APPLIED'))")
                    .param("directory", directory)
                    .query(Boolean.class)
                    .single();
        } catch (DataAccessException e) {
            log.warn("Whether {} was asked to go can't be looked up now: {}", directory, e.getMessage());
            return false;
        }
    }

    @Override
    public List<String> commits(String directory) {
        try {
            return jdbc.sql("select commit_id" + OF_DIRECTORY + " and state = 'DELETED' and commit_id is not null")
                    .param("directory", directory)
                    .query(String.class)
                    .list();
        } catch (DataAccessException e) {
            log.warn("Whether {} was asked to go can't be looked up now: {}", directory, e.getMessage());
            return List.of();
        }
    }
}
