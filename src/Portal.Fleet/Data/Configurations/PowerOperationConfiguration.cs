using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Power;

namespace Portal.Fleet.Data.Configurations;

/// <summary>No foreign keys: the record of what was done outlives the server and the person.</summary>
internal sealed class PowerOperationConfiguration : IEntityTypeConfiguration<PowerOperation>
{
    public void Configure(EntityTypeBuilder<PowerOperation> builder)
    {
        builder.ToTable("PowerOperations");
        builder.HasKey(operation => operation.Id);
        builder.Property(operation => operation.ServerName).HasMaxLength(64);
        builder.Property(operation => operation.UserName).HasMaxLength(256);
        builder.Property(operation => operation.UserId).HasMaxLength(128);
        builder.Property(operation => operation.Reason).HasMaxLength(PowerService.MaxReason);
        builder.Property(operation => operation.IdempotencyKey).HasMaxLength(PowerService.MaxIdempotencyKey);
        builder.Property(operation => operation.Detail).HasMaxLength(1000);
        builder.Property(operation => operation.Plan).HasMaxLength(64);
        builder.Property(operation => operation.Stages).HasMaxLength(OperationStages.MaxLength);
        builder.HasIndex(operation => new { operation.UserId, operation.IdempotencyKey, operation.ServerId }).IsUnique();
        builder.HasIndex(operation => operation.RequestedAt);

        // The database itself admits one operation under way per server, whatever the code above it does.
        builder.HasIndex(operation => operation.ServerId).IsUnique()
            .HasFilter("\"State\" IN ('Requested', 'Sent')").HasDatabaseName("IX_PowerOperations_ServerId_UnderWay");
    }
}
