using System.Text.RegularExpressions;

namespace Portal.Testing;

/// <summary>What somebody does to the audit who owns the database, in the words of the one that the tests run on.</summary>
public static partial class AuditSql
{
    /// <summary>From here on it takes no row, like a full disk.</summary>
    public static string Refuse { get; } = TestDatabases.IsPostgres
        ? """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$;
            CREATE TRIGGER "full" BEFORE INSERT ON "AuditEntries" FOR EACH STATEMENT EXECUTE FUNCTION refuse();
            """
        : "CREATE TRIGGER full BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'disk full'); END";

    /// <summary>From here on rows can be changed.</summary>
    public static string Unlock { get; } = TestDatabases.IsPostgres
        ? """ALTER TABLE "AuditEntries" DISABLE TRIGGER USER"""
        : "DROP TRIGGER IF EXISTS AuditEntries_NoUpdate; DROP TRIGGER IF EXISTS AuditEntries_NoDelete; DROP TRIGGER IF EXISTS AuditEntries_NoReplace;";

    /// <summary>Attempts that the database itself refuses.</summary>
    public static string[] Forbidden { get; } =
    [
        """UPDATE "AuditEntries" SET "UserName" = 'x'""",
        """DELETE FROM "AuditEntries" WHERE "Sequence" = 2""",
        TestDatabases.IsPostgres ? """TRUNCATE "AuditEntries" """ : "REPLACE INTO AuditEntries SELECT * FROM AuditEntries WHERE Sequence = 2",
    ];

    /// <summary>SQL with bare names, as the database wants it: PostgreSQL knows names with capitals in quotes only.</summary>
    public static string Words(string sql) => !TestDatabases.IsPostgres ? sql
        : ZeroBlob().Replace(Name().Replace(sql, "\"$0\""), "decode(repeat('00', $1), 'hex')");

    [GeneratedRegex(@"(?<!['""])\b[A-Z][a-z][A-Za-z]*\b(?!['""])")]
    private static partial Regex Name();

    [GeneratedRegex(@"zeroblob\((\d+)\)")]
    private static partial Regex ZeroBlob();
}
