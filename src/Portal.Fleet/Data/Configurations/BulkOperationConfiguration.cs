using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data.Configurations;

/// <summary>No foreign key to people: the record of what was done outlives them.</summary>
internal sealed class BulkOperationConfiguration : IEntityTypeConfiguration<BulkOperation>
{
    public void Configure(EntityTypeBuilder<BulkOperation> builder)
    {
        builder.ToTable("BulkOperations");
        builder.HasKey(bulk => bulk.Id);
        builder.Property(bulk => bulk.UserId).HasMaxLength(128);
        builder.Property(bulk => bulk.UserName).HasMaxLength(256);
        builder.Property(bulk => bulk.Reason).HasMaxLength(PowerService.MaxReason);
        builder.Property(bulk => bulk.Query).HasMaxLength(ServerQuery.MaxLength);
        builder.Property(bulk => bulk.IdempotencyKey).HasMaxLength(PowerService.MaxIdempotencyKey);
        builder.Property(bulk => bulk.StoppedBy).HasMaxLength(256);
        builder.HasIndex(bulk => bulk.RequestedAt);
        builder.HasIndex(bulk => new { bulk.UserId, bulk.IdempotencyKey }).IsUnique();

        // The database itself admits one retry, so that two clicks do not switch power twice.
        builder.HasIndex(bulk => bulk.RetryOf).IsUnique();
    }
}
