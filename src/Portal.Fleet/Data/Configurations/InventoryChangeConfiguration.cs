using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Inventory;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class InventoryChangeConfiguration : IEntityTypeConfiguration<InventoryChange>
{
    public void Configure(EntityTypeBuilder<InventoryChange> builder)
    {
        builder.ToTable("InventoryChanges");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.PartKey).HasMaxLength(InventoryChange.MaxKey);
        builder.Property(row => row.PartKind).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.PartName).HasMaxLength(InventoryChange.MaxName);
        builder.Property(row => row.Field).HasMaxLength(InventoryChange.MaxKey);
        builder.Property(row => row.Before).HasMaxLength(InventoryChange.MaxValue);
        builder.Property(row => row.After).HasMaxLength(InventoryChange.MaxValue);
        builder.HasIndex(row => new { row.ServerId, row.At, row.Id });
        builder.HasOne<Server>().WithMany().HasForeignKey(row => row.ServerId).OnDelete(DeleteBehavior.Cascade);
    }
}
