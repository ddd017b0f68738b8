import GRDB

extension LedgerDatabase {
    static var migrations: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: what was applied, transactions, audit") { database in
            try database.execute(
                sql: """
                    CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

                    CREATE TABLE application (
                        name TEXT PRIMARY KEY,
                        revision TEXT NOT NULL DEFAULT '',
                        rejectedRevision TEXT,
                        rejectedReason TEXT,
                        rejectedState TEXT,
                        suspended INTEGER NOT NULL DEFAULT 0,
                        since INTEGER NOT NULL DEFAULT 0
                    ) WITHOUT ROWID;

                    CREATE TABLE applied (
                        application TEXT NOT NULL,
                        object TEXT NOT NULL,
                        body TEXT NOT NULL,
                        PRIMARY KEY (application, object)
                    ) WITHOUT ROWID;

                    CREATE TABLE "transaction" (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        application TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        fromRevision TEXT NOT NULL,
                        toRevision TEXT NOT NULL,
                        author TEXT NOT NULL,
                        message TEXT NOT NULL,
                        trigger TEXT NOT NULL,
                        actor TEXT NOT NULL,
                        phase TEXT NOT NULL,
                        outcome TEXT NOT NULL,
                        reason TEXT NOT NULL,
                        startedAt INTEGER NOT NULL,
                        finishedAt INTEGER,
                        -- What the application will have applied once this commits, while the transaction is open.
                        applied TEXT
                    );
                    CREATE INDEX transactionByApplication ON "transaction" (application, id);
                    CREATE INDEX transactionOpen ON "transaction" (outcome) WHERE outcome IN ('Running', 'Stuck');

                    CREATE TABLE step (
                        "transaction" INTEGER NOT NULL REFERENCES "transaction" (id),
                        number INTEGER NOT NULL,
                        object TEXT NOT NULL,
                        action TEXT NOT NULL,
                        fields TEXT NOT NULL,
                        changes TEXT NOT NULL,
                        result TEXT NOT NULL,
                        reason TEXT NOT NULL,
                        -- The whole step with its before-image, while the transaction is open.
                        plan TEXT,
                        PRIMARY KEY ("transaction", number)
                    ) WITHOUT ROWID;

                    -- Intents and results of open transactions, in the order they were written.
                    CREATE TABLE journal (
                        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                        "transaction" INTEGER NOT NULL,
                        kind TEXT NOT NULL,
                        step INTEGER NOT NULL,
                        body TEXT NOT NULL
                    );
                    CREATE INDEX journalByTransaction ON journal ("transaction", sequence);

                    CREATE TABLE audit (
                        sequence INTEGER PRIMARY KEY,
                        application TEXT NOT NULL,
                        entry TEXT NOT NULL
                    );
                    CREATE INDEX auditByApplication ON audit (application, sequence);
                    """)
        }
        // A text of more than a quarter of a page has a page of its own in a table WITHOUT ROWID; and a row that is
        // written to later should not have the whole plan in it.
        migrator.registerMigration("2: long texts in tables with row numbers, plans in the journal") { database in
            try database.execute(
                sql: """
                    ALTER TABLE applied RENAME TO formerApplied;
                    CREATE TABLE applied (
                        number INTEGER PRIMARY KEY,
                        application TEXT NOT NULL,
                        object TEXT NOT NULL,
                        body TEXT NOT NULL
                    );
                    INSERT INTO applied (application, object, body)
                        SELECT application, object, body FROM formerApplied ORDER BY application, object;
                    DROP TABLE formerApplied;
                    CREATE UNIQUE INDEX appliedByObject ON applied (application, object);

                    INSERT INTO journal ("transaction", kind, step, body)
                        SELECT "transaction", 'plan', number, plan FROM step WHERE plan IS NOT NULL
                        ORDER BY "transaction", number;
                    ALTER TABLE step RENAME TO formerStep;
                    CREATE TABLE step (
                        sequence INTEGER PRIMARY KEY,
                        "transaction" INTEGER NOT NULL REFERENCES "transaction" (id),
                        number INTEGER NOT NULL,
                        object TEXT NOT NULL,
                        action TEXT NOT NULL,
                        fields TEXT NOT NULL,
                        changes TEXT NOT NULL,
                        result TEXT NOT NULL,
                        reason TEXT NOT NULL
                    );
                    INSERT INTO step ("transaction", number, object, action, fields, changes, result, reason)
                        SELECT "transaction", number, object, action, fields, changes, result, reason FROM formerStep
                        ORDER BY "transaction", number;
                    DROP TABLE formerStep;
                    CREATE UNIQUE INDEX stepByNumber ON step ("transaction", number);
                    """)
        }
        migrator.registerMigration("3: sums of rows") { database in
            // NULL in rows that were written before.
            try database.execute(
                sql: "ALTER TABLE applied ADD COLUMN sum INTEGER; ALTER TABLE journal ADD COLUMN sum INTEGER;")
        }
        return migrator
    }
}
