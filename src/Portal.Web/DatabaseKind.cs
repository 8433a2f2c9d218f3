namespace Portal.Web;

/// <summary>The databases that the portal keeps its data in.</summary>
internal enum DatabaseKind
{
    /// <summary>A file in the data directory.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    Postgres,
}
