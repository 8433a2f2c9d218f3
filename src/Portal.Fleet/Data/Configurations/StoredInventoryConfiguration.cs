using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Inventory;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class StoredInventoryConfiguration : IEntityTypeConfiguration<StoredInventory>
{
    public void Configure(EntityTypeBuilder<StoredInventory> builder)
    {
        builder.ToTable("Inventories");
        builder.HasKey(row => row.ServerId);
        builder.HasOne<Server>().WithOne().HasForeignKey<StoredInventory>(row => row.ServerId).OnDelete(DeleteBehavior.Cascade);
    }
}
