using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Fleet.Data;

/// <summary>Where the two databases differ for code that otherwise knows none of them.</summary>
public static class DatabaseKinds
{
    private const string Postgres = "Npgsql.EntityFrameworkCore.PostgreSQL";

    public static bool IsPostgres(this DatabaseFacade database) => database.ProviderName == Postgres;

    /// <summary>
    /// Begins a transaction in which nobody else adds to the audit, neither of this process nor of another. SQLite's write lock is taken by the beginning itself;
    /// on PostgreSQL the table is locked against writers, and readers go on. Not a serializable transaction there: it would see the table as it was before the lock.
    /// </summary>
    internal static async Task<IDbContextTransaction> BeginAppendAsync(this DatabaseFacade database, CancellationToken ct)
    {
        if (!database.IsPostgres())
            return await database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var transaction = await database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        try
        {
            await database.ExecuteSqlRawAsync("LOCK TABLE \"AuditEntries\" IN SHARE ROW EXCLUSIVE MODE", ct);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
