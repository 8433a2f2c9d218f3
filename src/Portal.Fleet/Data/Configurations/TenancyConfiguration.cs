using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Data.Configurations;

internal sealed class TenancyConfiguration : IEntityTypeConfiguration<Tenancy>
{
    public void Configure(EntityTypeBuilder<Tenancy> builder)
    {
        builder.ToTable("Tenancies");
        builder.HasKey(tenancy => tenancy.Id);
        builder.Property(tenancy => tenancy.By).HasMaxLength(256);
        builder.HasOne<Server>().WithMany().HasForeignKey(tenancy => tenancy.ServerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(tenancy => new { tenancy.ServerId, tenancy.Epoch }).IsUnique();
    }
}
