using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;
using Portal.Fleet.SignIn;

namespace Portal.Fleet.Data.Configurations;

internal sealed class OneTimeLinkConfiguration : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> builder)
    {
        builder.ToTable("OneTimeLinks");
        builder.HasKey(link => link.Id);
        builder.Property(link => link.Hash).HasMaxLength(32);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(link => link.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(link => link.Hash).IsUnique();
    }
}
