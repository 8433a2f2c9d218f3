using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class HardOffConfiguration : IEntityTypeConfiguration<HardOff>
{
    public void Configure(EntityTypeBuilder<HardOff> builder)
    {
        builder.ToTable("HardOffs");
        builder.HasKey(row => row.ServerId);
        builder.HasOne<Server>().WithOne().HasForeignKey<HardOff>(row => row.ServerId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(row => row.UserName).HasMaxLength(256);
        builder.Property(row => row.UserId).HasMaxLength(128);
    }
}
