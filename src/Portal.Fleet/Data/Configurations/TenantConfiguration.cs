using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Data.Configurations;

internal sealed class TenantConfiguration : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> builder)
    {
        builder.ToTable("Tenants");
        builder.HasKey(tenant => tenant.Id);
        builder.Property(tenant => tenant.Name).HasMaxLength(ServerRules.MaxLabel);
        builder.Property(tenant => tenant.NormalizedName).HasMaxLength(256);
        builder.Property(tenant => tenant.SuspendedBy).HasMaxLength(256);
        builder.Property(tenant => tenant.SuspendReason).HasMaxLength(Access.Granting.AccessDesk.MaxReason);
        builder.HasIndex(tenant => tenant.NormalizedName).IsUnique();
    }
}
