using Microsoft.Data.Sqlite;
using Npgsql;
using Portal.Fleet;

namespace Portal.Web;

/// <summary>Reads which database there is and how to get to it.</summary>
internal static class DatabaseOptions
{
    private const string ProviderKey = "Portal:Database:Provider";
    private const string PasswordKey = "Portal:Database:PasswordFile";
    private const string ConnectionKey = "ConnectionStrings:Portal";
    private const string Example = "Host=db.example.org;Database=pilotlight;Username=pilotlight";

    public static readonly string[] Keys = [ProviderKey, PasswordKey];

    /// <exception cref="StartRefusedException">A value is wrong.</exception>
    public static (DatabaseKind Kind, string ConnectionString) Read(IConfiguration configuration, string dataDirectory)
    {
        var provider = configuration[ProviderKey];
        var kind = string.IsNullOrEmpty(provider) ? DatabaseKind.Sqlite
            : Enum.GetValues<DatabaseKind>().Where(known => provider.Equals(known.ToString(), StringComparison.OrdinalIgnoreCase)).Cast<DatabaseKind?>().FirstOrDefault()
                ?? throw new StartRefusedException($"{ProviderKey} is \"{provider}\"; it must be Sqlite or Postgres.");
        var text = configuration[ConnectionKey];
        var passwordFile = configuration[PasswordKey];
        if (kind == DatabaseKind.Postgres)
            return (kind, Postgres(text, passwordFile));
        return string.IsNullOrWhiteSpace(passwordFile) ? (kind, Sqlite(text, dataDirectory))
            : throw new StartRefusedException($"{PasswordKey} is \"{passwordFile}\"; SQLite has no password, so leave it away or set {ProviderKey} to Postgres.");
    }

    private static string Sqlite(string? text, string dataDirectory)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataDirectory, "portal.db") }.ConnectionString;
        try
        {
            var builder = new SqliteConnectionStringBuilder(text);
            if (builder.DataSource.Length > 0 && builder.DataSource != ":memory:" && builder.Mode != SqliteOpenMode.Memory)
                return builder.ConnectionString;
        }
        catch (ArgumentException)
        {
            // Told below, like an empty data source.
        }

        throw Wrong(text, "it must be an SQLite connection string that names a file, like Data Source=/var/lib/pilotlight/portal.db");
    }

    private static string Postgres(string? text, string? passwordFile)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Wrong("", $"with Postgres it must be its connection string, like {Example}");
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw Wrong(text, $"it must be a PostgreSQL connection string, like {Example} ({exception.Message.TrimEnd('.')})");
        }

        if (string.IsNullOrWhiteSpace(builder.Host) || string.IsNullOrWhiteSpace(builder.Database))
            throw Wrong(text, $"it must name the server and the database, like {Example}");
        if (!string.IsNullOrWhiteSpace(passwordFile))
            builder.Password = ReadPassword(passwordFile, builder.Password);

        // Whoever is between could read and change everything, so the server proves who it is unless somebody decided otherwise.
        if (!builder.ContainsKey("SSL Mode") || !text.Replace(" ", "", StringComparison.Ordinal).Contains("sslmode", StringComparison.OrdinalIgnoreCase))
            builder.SslMode = IsHere(builder.Host) ? SslMode.Prefer : SslMode.VerifyFull;
        builder.ApplicationName ??= "pilotlight";
        return builder.ConnectionString;
    }

    private static string ReadPassword(string file, string? other)
    {
        if (!string.IsNullOrEmpty(other))
            throw new StartRefusedException($"{PasswordKey} is \"{file}\"; the password is in {ConnectionKey} too, and it can be in one place only.");
        try
        {
            return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } line ? line
                : throw new StartRefusedException($"{PasswordKey} is \"{file}\"; its first line must be the password.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{PasswordKey} is \"{file}\"; it must be a file that this user can read ({exception.Message.TrimEnd('.')}).");
        }
    }

    /// <summary>All of the servers are this machine: a socket, or the loopback.</summary>
    private static bool IsHere(string hosts) => hosts.Split(',', StringSplitOptions.TrimEntries).All(host =>
        host.StartsWith('/') || host.StartsWith('@') || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address)));

    /// <summary>A connection string may hold a password, so it is not repeated when it looks like it.</summary>
    private static StartRefusedException Wrong(string text, string allowed) =>
        new($"{ConnectionKey} is \"{(text.Contains("password", StringComparison.OrdinalIgnoreCase) || text.Contains("pwd", StringComparison.OrdinalIgnoreCase) ? "(not shown)" : text)}\"; {allowed}.");
}
