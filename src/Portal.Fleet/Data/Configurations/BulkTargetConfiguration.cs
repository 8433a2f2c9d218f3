using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Power.Bulk;

namespace Portal.Fleet.Data.Configurations;

internal sealed class BulkTargetConfiguration : IEntityTypeConfiguration<BulkTarget>
{
    public void Configure(EntityTypeBuilder<BulkTarget> builder)
    {
        builder.ToTable("BulkTargets");
        builder.HasKey(target => new { target.BulkId, target.Position });
        builder.Property(target => target.ServerName).HasMaxLength(64);
        builder.Property(target => target.Code).HasMaxLength(64);
        builder.HasOne<BulkOperation>().WithMany().HasForeignKey(target => target.BulkId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(target => target.ServerId);
    }
}
