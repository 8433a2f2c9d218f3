using System.Collections.Concurrent;

namespace Portal.Testing;

/// <summary>Which database the tests of this run use: SQLite, or PostgreSQL where <c>PORTAL_TEST_DATABASE</c> says <c>postgres</c>.</summary>
public static class TestDatabases
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> s_byDirectory = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> s_templates = new(StringComparer.Ordinal);

    /// <summary>Portals of the tests keep their data in PostgreSQL.</summary>
    public static bool IsPostgres { get; } = string.Equals(Environment.GetEnvironmentVariable("PORTAL_TEST_DATABASE"), "postgres", StringComparison.OrdinalIgnoreCase);

    /// <summary>The database that belongs to a data directory: made when somebody first asks, and the same for whoever starts on the directory again.</summary>
    /// <param name="migrate">Brings the template to the present schema; called once in this process.</param>
    public static Task<string> OfAsync(string directory, Func<string, Task> migrate) =>
        s_byDirectory.GetOrAdd(Path.GetFullPath(directory), _ => new Lazy<Task<string>>(async () =>
        {
            var cluster = await PostgresCluster.GetAsync();
            var template = await s_templates.GetOrAdd("present", _ => new Lazy<Task<string>>(async () =>
            {
                var made = await cluster.CreateAsync();
                await migrate(made);
                Npgsql.NpgsqlConnection.ClearAllPools();
                return made;
            })).Value;
            return await cluster.CreateAsync(PostgresCluster.DatabaseOf(template));
        })).Value;

    /// <summary>Takes the database of a directory away, if it had one.</summary>
    public static async Task ForgetAsync(string directory)
    {
        if (s_byDirectory.TryRemove(Path.GetFullPath(directory), out var made))
            await (await PostgresCluster.GetAsync()).DropAsync(await made.Value);
    }
}
