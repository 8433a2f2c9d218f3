using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class BmcBaselineConfiguration : IEntityTypeConfiguration<BmcBaseline>
{
    public void Configure(EntityTypeBuilder<BmcBaseline> builder)
    {
        builder.ToTable("BmcBaselines");
        builder.HasKey(row => row.ServerId);
        builder.Property(row => row.By).HasMaxLength(256);
        builder.Property(row => row.Accounts).HasMaxLength(HandOverStep.MaxEvidence);
        builder.Property(row => row.Network).HasMaxLength(HandOverStep.MaxEvidence);
        builder.HasOne<Server>().WithOne().HasForeignKey<BmcBaseline>(row => row.ServerId).OnDelete(DeleteBehavior.Cascade);
    }
}
